// Files of `public/`: apps name them by paths at the root of their site, and there is no such site here.

export interface PublicFiles {
  /** Addresses by the paths that apps use. */
  set(files: Iterable<[path: string, address: string]>): void;
  /** Where the file behind an address of the app is; nothing for any other address. */
  find(address: string): string | undefined;
  any(): boolean;
}

export function createPublicFiles(): PublicFiles {
  let files = new Map<string, string>();
  return {
    set: (all) => void (files = new Map(all)),
    any: () => files.size > 0,
    find(address) {
      if (files.size === 0) return undefined;
      try {
        const url = new URL(address, location.href);
        return url.origin === location.origin ? files.get(url.pathname) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
