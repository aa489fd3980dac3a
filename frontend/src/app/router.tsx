import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Loading } from "@/shared/ui/loading";
import { Crash } from "./crash";
import { NotFound } from "./not-found";
import { Shell } from "./shell";

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

const root = createRootRoute({ component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/cheat-sheet", replace: true });
  },
});

const cheatSheet = createRoute({
  getParentRoute: () => root,
  path: "/cheat-sheet",
  validateSearch: (search): { cell?: string } => ({ cell: text(search.cell) }),
  component: lazyRouteComponent(() => import("@/features/cheat-sheet/page"), "CheatSheetPage"),
});

const joining = createRoute({
  getParentRoute: () => root,
  path: "/join",
  validateSearch: (search): { type?: string } => ({ type: text(search.type) }),
  component: lazyRouteComponent(() => import("@/features/joining/page"), "JoiningPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { from?: string; ended?: boolean } => ({
    from: text(search.from),
    ended: search.ended === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/sign-in/page"), "SignInPage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "/register",
  validateSearch: (search): { from?: string } => ({ from: text(search.from) }),
  component: lazyRouteComponent(() => import("@/features/sign-in/register-page"), "RegisterPage"),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/account/page"), "AccountPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, cheatSheet, joining, signIn, register, account]),
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crash,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
