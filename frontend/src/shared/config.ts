/** What differs between deployments, read once at start: no build knows where its API is. */
export interface Config {
  api: string;
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const { api } = (await answer.json()) as Config;
  return { api: api.replace(/\/$/, "") };
}
