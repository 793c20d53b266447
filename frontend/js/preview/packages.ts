// Packages that do not come with Easel: the server gets them from the registry and says where they are.

import { simple, type Address, type Meta } from "./messages";

/** What the server answers: an address for every specifier, or a sentence that says why not. */
type Answer = { addresses: Record<string, string> } | { message: string };

async function ask(body: string): Promise<Answer> {
  try {
    const response = await fetch("/api/packages/resolve", { method: "POST", body, headers: { "content-type": "application/json" } });
    return (await response.json()) as Answer;
  } catch {
    return { message: "Easel does not answer, so this package cannot be fetched. Check that the server runs, then reload the preview." };
  }
}

export function createPackages() {
  const answers = new Map<string, Record<string, string>>();
  /** What the present frame was told. */
  let given = new Map<string, string>();

  return {
    /** Fills in `meta.addresses`. A promise only while the server is asked. */
    locate(meta: Meta): Promise<void> | null {
      const packages = meta.packages.filter(([, , , , range]) => range !== null);
      if (packages.length === 0) return null;
      const imports = packages.map(([specifier]) => specifier).sort();
      const wanted = new Map(packages.map(([specifier, , , , range]) => [nameOf(specifier), range!]));
      const body = JSON.stringify({ wanted: [...wanted].sort().map(([name, range]) => ({ name, range })), imports });
      const known = answers.get(body);
      if (known !== undefined) {
        meta.addresses = known;
        return null;
      }
      return ask(body).then((answer) => {
        if ("addresses" in answer) {
          answers.set(body, answer.addresses);
          meta.addresses = answer.addresses;
        } else {
          const refused: Address = { refused: simple("package-load", answer.message) };
          meta.addresses = Object.fromEntries(imports.map((specifier) => [specifier, refused]));
        }
      });
    },
    /** Whether the frame runs a package from another address than it would get now: two copies of it do not go together. */
    moved(meta: Meta): boolean {
      for (const [specifier, address] of Object.entries(meta.addresses ?? {})) {
        if (typeof address !== "string") continue;
        if ((given.get(specifier) ?? address) !== address) return true;
        given.set(specifier, address);
      }
      return false;
    },
    /** The frame is a new one. */
    forget() {
      given = new Map();
    },
  };
}

/** `@scope/name` of `@scope/name/part`. */
function nameOf(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
