// node vite-server.mjs FOLDER dev|bundled: serves a project, and says where.
import react from "@vitejs/plugin-react";
import { createServer } from "vite";

const [folder, mode] = process.argv.slice(2);
const server = await createServer({
  root: folder, configFile: false, logLevel: "error", plugins: [react()], cacheDir: `${folder}/.cache-${mode}`,
  server: { host: "127.0.0.1", port: 0, watch: { ignored: ["**/.cache-*/**"] } },
  ...(mode === "bundled" ? { experimental: { bundledDev: true } } : {}),
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
