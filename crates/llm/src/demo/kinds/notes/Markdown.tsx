import { Fragment, type ReactNode } from "react";

/** Only these may be followed: a note cannot carry a script. */
const safe = /^(https?:\/\/|mailto:)/i;
const inline = /(`[^`]+`)|(\*\*[^*]+\*\*)|(\*[^*]+\*|_[^_]+_)|(\[[^\]]+\]\([^)\s]+\))/;

/** Bold, italic, code and links within a line. Everything else is text, and React escapes it. */
function spans(text: string): ReactNode[] {
  return text.split(inline).filter(Boolean).map((part, i) => {
    if (/^`.+`$/.test(part)) return <code key={i}>{part.slice(1, -1)}</code>;
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={i}>{part.slice(2, -2)}</strong>;
    if (/^(\*.+\*|_.+_)$/.test(part)) return <em key={i}>{part.slice(1, -1)}</em>;
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    if (link && safe.test(link[2])) return <a key={i} href={link[2]} target="_blank" rel="noreferrer">{link[1]}</a>;
    return <Fragment key={i}>{part}</Fragment>;
  });
}

function block(lines: string[], key: number): ReactNode {
  const [first] = lines;
  const heading = /^(#{1,3})\s+(.*)$/.exec(first);
  if (heading) {
    const Heading = (["h2", "h3", "h4"] as const)[heading[1].length - 1];
    return <Heading key={key}>{spans(heading[2])}</Heading>;
  }
  if (first.startsWith("```")) return <pre key={key}><code>{lines.slice(1).filter((line) => line !== "```").join("\n")}</code></pre>;
  if (/^(---|\*\*\*)$/.test(first)) return <hr key={key} />;
  const items = (mark: RegExp) => lines.map((line, i) => <li key={i}>{spans(line.replace(mark, ""))}</li>);
  if (/^[-*]\s/.test(first)) return <ul key={key}>{items(/^[-*]\s+/)}</ul>;
  if (/^\d+\.\s/.test(first)) return <ol key={key}>{items(/^\d+\.\s+/)}</ol>;
  if (first.startsWith(">")) return <blockquote key={key}>{spans(lines.map((line) => line.replace(/^>\s?/, "")).join(" "))}</blockquote>;
  return <p key={key}>{spans(lines.join(" "))}</p>;
}

/** Lines that belong together: what is alike, up to a blank line. */
function blocks(text: string): string[][] {
  const found: string[][] = [];
  let kind = "";
  for (const line of text.split("\n")) {
    const open = found.at(-1);
    if (kind === "code") {
      open?.push(line);
      if (line.startsWith("```")) kind = "";
      continue;
    }
    const next = line.startsWith("```") ? "code" : !line.trim() ? "" : /^#{1,3}\s|^(---|\*\*\*)$/.test(line) ? "alone" : (/^([-*]\s|\d+\.\s|>)/.exec(line)?.[0].replace(/\d+/, "1") ?? "text");
    if (next && next === kind && next !== "alone") open?.push(line);
    else if (next) found.push([line]);
    kind = next;
  }
  return found;
}

export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{blocks(text).map(block)}</div>;
}
