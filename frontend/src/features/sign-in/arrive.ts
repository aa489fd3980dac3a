import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useIsSignedIn } from "@/shared/me";
import { returnPath } from "@/shared/return-path";

/** Whoever is signed in goes where they wanted to. Returns what to call after signing in. */
export function useArrive(from: string | undefined): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  const signedIn = useIsSignedIn();
  useEffect(() => {
    if (signedIn) router.history.replace(returnPath(from));
  }, [signedIn, from, router]);
  return () => queries.invalidateQueries();
}
