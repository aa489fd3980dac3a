import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connect } from "@/shared/client";
import { loadConfig } from "@/shared/config";
import { startI18n } from "@/shared/i18n";
import { ME, type Me } from "@/shared/me";
import { Providers } from "./providers";
import { createQueries } from "./queries";
import { router } from "./router";

/** Back to sign-in, kindly: it says why, and leads back afterwards. What was read before is forgotten. */
function sessionOver(): void {
  const here = router.state.location;
  if (here.pathname === "/sign-in") return;
  const ended = queries.getQueryData<Me>(ME)?.kind === "person" || undefined;
  void queries.resetQueries({ queryKey: ME });
  void router
    .navigate({ to: "/sign-in", search: { from: here.href, ended } })
    .then(() => queries.resetQueries());
}

const queries = createQueries(sessionOver);

export async function start(place: HTMLElement): Promise<void> {
  const [config] = await Promise.all([loadConfig(), startI18n()]);
  connect(config.api);
  createRoot(place).render(
    <StrictMode>
      <Providers queries={queries}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
