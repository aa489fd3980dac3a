import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Nothing as data: in the styles: the content security policy loads fonts and pictures from our own origin only.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { host: "127.0.0.1", port: Number(process.env.INEE_DASHBOARD_PORT ?? 5173), strictPort: true },
  test: { environment: "happy-dom", setupFiles: "src/test/setup.ts", include: ["src/**/*.test.{ts,tsx}"] },
});
