export function JoiningPage() {
  return null;
}
