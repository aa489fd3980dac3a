import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/shared/problem";

const LOST = 401;

/** `over` is told when a session is no more: the server has taken the cookie away, so the same question asked again
 * is the public's, and what the public may see is shown without a word. */
export function createQueries(over: () => void): QueryClient {
  const told = (error: unknown) => {
    if (asProblem(error)?.status === LOST) over();
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: told }),
    mutationCache: new MutationCache({
      onError: (error, _form, _result, mutation) => {
        if (!mutation.meta?.signsIn) told(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => {
          const status = asProblem(error)?.status;
          if (status === LOST) return failures < 1;
          return (status === undefined || status >= 500) && failures < 2;
        },
        retryDelay: (failures) => 400 * 3 ** failures,
      },
    },
  });
  return queries;
}
