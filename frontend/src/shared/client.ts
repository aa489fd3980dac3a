import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { paths } from "./api.gen";
import { spoken } from "./i18n";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

const conventions: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", spoken());
    if (!READS.has(request.method)) request.headers.set("X-INEE-CSRF", "1");
    return request;
  },
};

const connectTo = (baseUrl: string) => {
  const fetching = createFetchClient<paths>({
    baseUrl,
    credentials: "include",
    fetch: (request) => globalThis.fetch(request),
  });
  fetching.use(conventions);
  return createQueryClient(fetching);
};

/** Queries and mutations typed by openapi.yaml. Its address is known once config.json is read, before the first render. */
export let api = connectTo(globalThis.location?.origin ?? "http://127.0.0.1");

export function connect(baseUrl: string): void {
  api = connectTo(baseUrl);
}
