//! Lists in the sources, an item to a line: the plans of a pricing table, the columns of a board.
//!
//! In a template the lines after `// __SPARE__` are items in reserve, for "with five plans" and "add a plan"; those
//! after `// __END__` come last whatever stands between.

/// Where a list stands, and what a prompt calls its items.
pub(super) struct List {
    pub path: &'static str,
    /// The line that opens it. `];` closes it.
    pub opening: &'static str,
    /// The first one is for sentences.
    pub nouns: &'static [&'static str],
    /// "With milk and eggs" names its items, without a noun.
    pub free: bool,
    pub most: usize,
    /// The line of an item with a name of its own, `%` in its place: where the spare ones say more than would fit.
    pub named: &'static str,
}

const SPARE: &str = "  // __SPARE__";
const END: &str = "  // __END__";

/// The template's own items: those at the start, in reserve, and at the end.
pub(super) struct Stock<'a> {
    pub head: Vec<&'a str>,
    pub spare: Vec<&'a str>,
    pub tail: Vec<&'a str>,
}

impl List {
    pub(super) fn noun(&self) -> &'static str {
        self.nouns[0]
    }

    /// Byte range of the items' lines.
    fn span(&self, text: &str) -> Option<(usize, usize)> {
        let opening = format!("{}\n", self.opening);
        let at = text.find(&opening)?;
        let whole =
            (at == 0 || text.as_bytes()[at - 1] == b'\n') && text.matches(opening.as_str()).count() == 1;
        let start = at + opening.len();
        let end = start
            + text[start..]
                .find("];\n")
                .filter(|end| *end == 0 || text.as_bytes()[start + end - 1] == b'\n')?;
        let items = text[start..end].lines().all(|line| line.starts_with("  ") && !line.starts_with("   "));
        (whole && items).then_some((start, end))
    }

    /// The lines of the items, if the list is there in its form: an item to a line.
    pub(super) fn items<'a>(&self, text: &'a str) -> Option<Vec<&'a str>> {
        let (start, end) = self.span(text)?;
        Some(text[start..end].lines().filter(|line| !line.starts_with("  //")).collect())
    }

    /// `text` with `items` in the list.
    pub(super) fn with_items(&self, text: &str, items: &[String]) -> Option<String> {
        let (start, end) = self.span(text)?;
        let lines: String = items.iter().map(|line| format!("{line}\n")).collect();
        Some(format!("{}{lines}{}", &text[..start], &text[end..]))
    }

    pub(super) fn stock<'a>(&self, template: &'a str) -> Stock<'a> {
        let mut stock = Stock { head: Vec::new(), spare: Vec::new(), tail: Vec::new() };
        let Some((start, end)) = self.span(template) else { return stock };
        let mut place = 0;
        for line in template[start..end].lines() {
            match (line, place) {
                (SPARE, _) => place = 1,
                (END, _) => place = 2,
                (_, 0) => stock.head.push(line),
                (_, 1) => stock.spare.push(line),
                _ => stock.tail.push(line),
            }
        }
        stock
    }

    /// As many items as were asked for, and no more than there are.
    pub(super) fn counted(&self, template: &str, count: Option<usize>) -> Vec<String> {
        let Stock { head, spare, tail } = self.stock(template);
        let all = head.len() + tail.len();
        let wanted = count.unwrap_or(all).clamp(1, all + spare.len());
        let tail = if wanted > tail.len() { tail } else { Vec::new() };
        let front = head.iter().chain(&spare).take(wanted - tail.len());
        front.chain(&tail).map(|line| (*line).to_owned()).collect()
    }

    /// Items of these names, in the forms of the template's own.
    pub(super) fn of_names(&self, template: &str, names: &[String]) -> Vec<String> {
        let Stock { head, spare, tail } = self.stock(template);
        let shapes: Vec<&str> = head.iter().chain(&tail).chain(&spare).copied().collect();
        let mut items: Vec<String> = Vec::new();
        for (i, name) in names.iter().take(self.most).enumerate() {
            let shape = shapes.get(i % shapes.len().max(1)).copied().unwrap_or("  \"%\",");
            let line = self.named_item(shape, name, &items);
            items.push(line.replace("done: true", "done: false"));
        }
        items
    }

    /// One more item beside `items`. Without a name it is the next in reserve; then `name` is what it is called.
    pub(super) fn next(&self, template: &str, items: &[String], name: Option<&str>) -> (String, String) {
        let stock = self.stock(template);
        let taken: Vec<String> = items.iter().map(|line| name_of(line)).collect();
        let mut all = stock.spare.iter().chain(&stock.head).chain(&stock.tail);
        let free = all.clone().find(|line| !taken.contains(&name_of(line))).copied();
        match name {
            // One in reserve may have this very name.
            Some(name) if free_named(&stock, &taken, name).is_some() => {
                let line = free_named(&stock, &taken, name).unwrap_or_default();
                (with_number(line, items), name.to_owned())
            }
            Some(name) => {
                let shape = stock.spare.last().or(stock.head.last()).copied();
                (self.named_item(free.or(shape).unwrap_or("  \"%\","), name, items), name.to_owned())
            }
            None => {
                let number = items.len() + 1;
                let name = free
                    .map_or_else(|| format!("{} {number}", super::words::capitalized(self.noun())), name_of);
                let shape = free.or_else(|| all.next().copied()).unwrap_or("  \"%\",");
                match free {
                    Some(line) => (with_number(line, items), name),
                    None => (self.named_item(shape, &name, items), name),
                }
            }
        }
    }

    fn named_item(&self, shape: &str, name: &str, others: &[String]) -> String {
        let line = if self.named.is_empty() {
            with_name(shape, name)
        } else {
            self.named.replace('%', &in_string(name))
        };
        with_type(&with_slug(&with_number(&line, others), name), self, name)
    }
}

fn free_named<'a>(stock: &Stock<'a>, taken: &[String], name: &str) -> Option<&'a str> {
    let named = |line: &&&str| name_of(line) == name && !taken.contains(&name_of(line));
    stock.spare.iter().chain(&stock.head).chain(&stock.tail).find(named).copied()
}

/// The first text of an item: its name. Of a note it is the first line, without the sign of a heading.
pub(super) fn name_of(line: &str) -> String {
    let text = literal(line).map_or("", |(start, end)| &line[start..end]);
    let first = text.split("\\n").next().unwrap_or_default().trim_start_matches("# ");
    first.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// The byte range within the first pair of quotes.
fn literal(line: &str) -> Option<(usize, usize)> {
    let start = line.find('"')? + 1;
    let mut escaped = false;
    let end = line[start..].char_indices().find(|(_, c)| {
        let end = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        end
    })?;
    Some((start, start + end.0))
}

/// The item under another name. What follows the first line of a note stays.
pub(super) fn with_name(line: &str, name: &str) -> String {
    let Some((start, end)) = literal(line) else { return line.replace('%', &in_string(name)) };
    let old = &line[start..end];
    let lead = if old.starts_with("# ") { "# " } else { "" };
    let rest = old.find("\\n").map_or("", |at| &old[at..]);
    format!("{}{lead}{}{rest}{}", &line[..start], in_string(name), &line[end..])
}

/// Text as it may stand between double quotes in TypeScript.
pub(super) fn in_string(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Replaces what follows `key` up to one of the ends.
fn with_value(line: &str, key: &str, ends: &[char], value: &str) -> String {
    let Some(at) = line.find(key).map(|at| at + key.len()) else { return line.to_owned() };
    let Some(end) = line[at..].find(ends) else { return line.to_owned() };
    format!("{}{value}{}", &line[..at], &line[at + end..])
}

/// A number that no other item has.
fn with_number(line: &str, others: &[String]) -> String {
    let id = |line: &str| -> Option<usize> {
        let rest = line.split_once("id: ")?.1;
        rest[..rest.find([',', ' '])?].parse().ok()
    };
    if id(line).is_none() {
        return line.to_owned();
    }
    let next = others.iter().filter_map(|line| id(line)).max().unwrap_or(0) + 1;
    with_value(line, "id: ", &[',', ' '], &next.to_string())
}

/// "Full name" becomes `full-name` where an item has such an id or key.
fn with_slug(line: &str, name: &str) -> String {
    let slug: Vec<String> = super::words::words(name);
    let slug = if slug.is_empty() { "item".to_owned() } else { slug.join("-") };
    let line = with_value(line, " id: \"", &['"'], &slug);
    with_value(&line, " key: \"", &['"'], &slug)
}

/// The kind of value that a field's name promises, where the list knows it.
fn with_type(line: &str, list: &List, name: &str) -> String {
    let words = super::words::words(name);
    let has = |any: &[&str]| super::words::has(&words, any);
    let login = list.path == "src/fields.ts" && !line.contains("section: ");
    let table = list.path == "src/people.ts";
    let guess = match () {
        () if (login || line.contains("section: ")) && has(&["email", "mail"]) => "email",
        () if login && has(&["phone", "telephone", "mobile"]) => "tel",
        () if login && has(&["password", "pin", "passphrase"]) => "password",
        () if login && has(&["website", "url", "homepage"]) => "url",
        () if (login || table) && has(&["date", "birthday", "birth"]) => "date",
        () if (login || table) && has(&["age", "number", "count", "quantity", "stock", "amount"]) => "number",
        () if table && has(&["price", "salary", "cost", "revenue", "total", "budget"]) => "money",
        () => "text",
    };
    if login || table { with_value(line, " type: \"", &['"'], guess) } else { line.to_owned() }
}

/// The item at another price, where it has one.
pub(super) fn with_price(line: &str, price: &str) -> String {
    with_value(line, " monthly: ", &[',', ' '], price)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: List =
        List { path: "src/a.ts", opening: "const a = [", nouns: &["thing"], free: false, most: 9, named: "" };
    const TEXT: &str = "const a = [\n  { id: 1, text: \"A\" },\n  // __SPARE__\n  { id: 2, text: \"B\" },\n  // __END__\n  { id: 3, text: \"C\" },\n];\n";

    #[test]
    fn items_are_counted_named_and_added() {
        assert_eq!(LIST.counted(TEXT, None).len(), 2);
        assert_eq!(LIST.counted(TEXT, Some(3)).iter().map(|line| name_of(line)).collect::<String>(), "ABC");
        assert_eq!(LIST.counted(TEXT, Some(1)).len(), 1);
        let items = LIST.of_names(TEXT, &["x \"y\"".into(), "z".into()]);
        assert_eq!(items, ["  { id: 1, text: \"x \\\"y\\\"\" },", "  { id: 2, text: \"z\" },"]);
        assert_eq!(name_of(&items[0]), "x \"y\"");
        let text = LIST.with_items(TEXT, &items).unwrap_or_default();
        assert_eq!(LIST.next(TEXT, &items, None), ("  { id: 3, text: \"B\" },".into(), "B".into()));
        assert_eq!(LIST.items(&text).map(|items| items.len()), Some(2));
        assert_eq!(LIST.items("const a = [{ id: 1 }];\n"), None);
    }
}
