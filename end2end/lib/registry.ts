// An independent registry (Verdaccio) with some real packages of this suite in it.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const modules = join(import.meta.dirname, "../node_modules");
const START_LIMIT_MS = 20_000;

interface Manifest {
  name: string;
  version: string;
  [key: string]: unknown;
}

export class PackageRegistry {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Holds these packages, with all that they depend on. */
  static async start(names: string[]): Promise<PackageRegistry> {
    const folder = mkdtempSync(join(tmpdir(), "easel-registry-"));
    const port = await freePort();
    const config = {
      storage: join(folder, "storage"),
      auth: {},
      uplinks: {},
      packages: { "**": { access: "$all", publish: "$all" } },
      max_body_size: "50mb",
      log: { type: "stdout", level: "error" },
      web: { enable: false },
    };
    // YAML is a superset of JSON.
    writeFileSync(join(folder, "config.yaml"), JSON.stringify(config));
    const child = spawn(
      process.execPath,
      [join(modules, "verdaccio/bin/verdaccio"), "--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => { said += bytes; });
    const registry = new PackageRegistry(`http://127.0.0.1:${port}`, child, folder);
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await fetch(`${registry.url}/-/ping`).then(({ ok }) => ok, () => false))) {
      if (Date.now() > limit || child.exitCode !== null) throw new Error(`The registry did not start.\n${said}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    for (const name of withDependencies(names)) await registry.publish(join(modules, name));
    return registry;
  }

  /** Puts a folder into the registry, as `npm publish` does. */
  async publish(source: string): Promise<void> {
    const pack = ["pack", source, "--json", "--ignore-scripts", "--pack-destination", this.folder];
    const { stdout } = await promisify(execFile)("npm", pack);
    const [packed] = JSON.parse(stdout) as [
      { filename: string; integrity: string; shasum: string },
    ];
    const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as Manifest;
    const { name, version } = manifest;
    const file = packed.filename.replace("@", "").replace("/", "-");
    const bytes = readFileSync(join(this.folder, file));
    const dist = { tarball: `${this.url}/${name}/-/${file}`, integrity: packed.integrity, shasum: packed.shasum };
    const response = await fetch(`${this.url}/${name.replace("/", "%2F")}`, {
      method: "PUT",
      // Packing may take longer than the registry keeps a connection open, and one that it has closed
      // looks usable until something is written to it.
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify({
        _id: name,
        name,
        "dist-tags": { latest: version },
        versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
        _attachments: { [file]: { content_type: "application/octet-stream", data: bytes.toString("base64"), length: bytes.length } },
      }),
    });
    if (!response.ok) throw new Error(`${name} was not published: ${response.status} ${await response.text()}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once("exit", done));
      this.process.kill("SIGKILL");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function withDependencies(names: string[]): Set<string> {
  const all = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as { dependencies?: Record<string, string> };
    queue.push(...Object.keys(dependencies));
  }
  return all;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
