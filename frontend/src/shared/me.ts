import type { components } from "./api.gen";
import { api } from "./client";

export type Me = components["schemas"]["MeRead"];

/** Where the answer is kept. */
export const ME = ["get", "/v1/me", {}];

/** The caller: the public too is somebody. Asked once a minute at most; signing in and out ask anew. */
export function useMe() {
  return api.useQuery("get", "/v1/me", {});
}

/** Undefined until it is known. */
export function useIsSignedIn(): boolean | undefined {
  const { data } = useMe();
  return data && data.kind === "person";
}
