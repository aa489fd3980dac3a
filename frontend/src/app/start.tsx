import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { MeRead } from "@/shared/api.soon";
import { connect } from "@/shared/client";
import { loadConfig } from "@/shared/config";
import { startI18n } from "@/shared/i18n";
import { Providers } from "./providers";
import { createQueries } from "./queries";
import { router } from "./router";

/** Back to sign-in, kindly: it says why, and leads back afterwards. */
function sessionOver(): void {
  const here = router.state.location;
  if (here.pathname === "/sign-in") return;
  const me = queries.getQueryData<MeRead>(["get", "/v1/me", {}]);
  void queries.resetQueries({ queryKey: ["get", "/v1/me"] });
  void router.navigate({
    to: "/sign-in",
    search: { from: here.href, ended: me?.kind === "person" || undefined },
  });
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
