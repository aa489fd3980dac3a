/** Where the person wanted to go before signing in: a path of ours, never another site. */
export function returnPath(wanted: string | undefined): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/join";
}
