// What a person drops onto the file tree: files, and folders with all that is in them.

/** More than a project may hold; whoever drops a home folder is told so instead of waiting for it. */
const MOST = 3000;
/** Nobody wants these uploaded; a folder of packages alone has tens of thousands of files. */
const SKIPPED = /^(node_modules|\.git|\.DS_Store|Thumbs\.db)$/;

type Dropped = [path: string, file: File];

function call<T>(start: (done: (value: T) => void, failed: (error: unknown) => void) => void): Promise<T> {
  return new Promise(start);
}

async function read(entry: FileSystemEntry, folder: string, found: Dropped[]): Promise<void> {
  if (found.length >= MOST || SKIPPED.test(entry.name)) return;
  const path = folder + entry.name;
  if (entry.isFile) {
    found.push([path, await call<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))]);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // It answers a part at a time, and nothing when it is through.
  for (;;) {
    const part = await call<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (part.length === 0) return;
    for (const child of part) await read(child, `${path}/`, found);
  }
}

/** Paths below where it was dropped, with their files. To be called in the event itself: afterwards the list is empty. */
export async function droppedFiles(data: DataTransfer): Promise<Dropped[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const plain = [...data.files];
  const found: Dropped[] = [];
  for (const entry of entries) if (entry) await read(entry, "", found);
  // A drop that a script made has files and no entries.
  return found.length > 0 || entries.some((entry) => entry) ? found : plain.map((file) => [file.name, file]);
}
