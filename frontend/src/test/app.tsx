import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { type HttpHandler, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { Providers } from "@/app/providers";
import { createQueries } from "@/app/queries";
import { router } from "@/app/router";
import { connect } from "@/shared/client";
import { startI18n } from "@/shared/i18n";

export const API = "http://api.test";

const nobody = {
  kind: "public",
  id: null,
  roles: [],
  permissions: [],
  member: null,
  organisations: [],
  session: null,
};

/** Answers for tests of single pages; the journeys over the real API are in tests/browser. */
const server = setupServer(http.get(`${API}/v1/me`, () => HttpResponse.json(nobody)));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The whole dashboard at this address, over these answers. */
export async function visit(path: string, ...answers: HttpHandler[]) {
  server.use(...answers);
  document.documentElement.lang = "en";
  await startI18n();
  connect(API);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }) });
  return render(
    <Providers queries={createQueries(() => undefined)}>
      <RouterProvider router={router} />
    </Providers>,
  );
}
