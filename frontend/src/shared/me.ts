import { api } from "./client";

/** The caller: the public too is somebody. Asked once a minute at most; signing in and out ask anew. */
export function useMe() {
  return api.useQuery("get", "/v1/me", {}, { staleTime: 60_000 });
}

export function useIsSignedIn(): boolean | undefined {
  const { data } = useMe();
  return data && data.kind === "person";
}
