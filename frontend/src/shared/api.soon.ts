/** Operations that openapi.yaml does not describe yet, in the shape the generator will give them. To be deleted then. */
import type { components } from "./api.gen";

type Problem = components["schemas"]["Problem"];

export interface SessionRead {
  id: string;
  method: "email_code" | "password_totp";
  device: string | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  confirmed_until: string;
  ended_at: string | null;
  is_current: boolean;
}

export interface MeRead {
  kind: "public" | "person" | "client";
  id: string | null;
  roles: { role: string; space_id?: string | null; organisation_id?: string | null }[];
  permissions: string[];
  member: components["schemas"]["MemberRead"] | null;
  organisations: { id: string; name: string; slug: string }[];
  session: SessionRead | null;
}

interface Challenge {
  id: string;
  expires_at: string;
}

interface SignIn {
  challenge_id?: string | null;
  code?: string | null;
  email?: string | null;
  password?: string | null;
  totp?: string | null;
  recovery_code?: string | null;
}

interface Registration {
  email: string;
  full_name: string;
  country?: string | null;
  languages?: string[];
  topics?: string[];
  consent: true;
}

interface Parameters<Path = never> {
  query?: never;
  header?: never;
  path: Path;
  cookie?: never;
}

interface Answers<Status extends number, Body> {
  responses: {
    [status in Status]: { headers: Record<string, unknown>; content: { "application/json": Body } };
  } & {
    default: { headers: Record<string, unknown>; content: { "application/problem+json": Problem } };
  };
}

interface Plain {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
}

interface Get<Body> {
  get: Plain & { requestBody?: never } & Answers<200, Body>;
}

interface Post<Form, Status extends number, Body> {
  post: Plain & { requestBody: { content: { "application/json": Form } } } & Answers<Status, Body>;
}

export interface SoonPaths {
  "/v1/me": Get<MeRead>;
  "/v1/sign-in-codes": Post<{ email: string }, 202, Challenge>;
  "/v1/registrations": Post<Registration, 202, Challenge>;
  "/v1/sessions": Get<{ items: SessionRead[] }> & Post<SignIn, 201, SessionRead>;
  "/v1/sessions/others/end": {
    post: Plain & { requestBody?: never } & Answers<200, { items: SessionRead[] }>;
  };
  "/v1/sessions/{session_id}/end": {
    post: { parameters: Parameters<{ session_id: string }>; requestBody?: never } & Answers<200, SessionRead>;
  };
}
