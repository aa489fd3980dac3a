import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** While working on it the API's port may be another: what `inee run` says goes before public/config.json. */
const config: Plugin = {
  name: "config.json",
  configureServer({ middlewares }) {
    middlewares.use("/config.json", (_request, answer) => {
      answer.setHeader("Content-Type", "application/json");
      answer.end(JSON.stringify({ api: `http://127.0.0.1:${process.env.INEE_PORT ?? 8000}` }));
    });
  },
};

export default defineConfig({
  plugins: [react(), config],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Nothing as data: in the styles: the content security policy loads fonts and pictures from our own origin only.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { host: "127.0.0.1", port: Number(process.env.INEE_DASHBOARD_PORT ?? 5173), strictPort: true },
  test: { environment: "happy-dom", setupFiles: "src/test/setup.ts", include: ["src/**/*.test.{ts,tsx}"] },
});
