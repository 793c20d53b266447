//! The lists of each kind. The first one of a kind takes names and numbers that say no noun.

use crate::demo::kind::Kind;
use crate::demo::list::List;

const fn list(path: &'static str, opening: &'static str, nouns: &'static [&'static str]) -> List {
    List { path, opening, nouns, free: false, most: 12, named: "" }
}

pub(super) fn of(kind: Kind) -> &'static [List] {
    match kind {
        Kind::Todo => {
            const LISTS: &[List] = &[List {
                free: true,
                most: 20,
                ..list(
                    "src/tasks.ts",
                    "export const starter: Task[] = [",
                    &["task", "item", "todo", "entry", "chore"],
                )
            }];
            LISTS
        }
        Kind::Pricing => {
            const LISTS: &[List] = &[list(
                "src/plans.ts",
                "export const plans: Plan[] = [",
                &["plan", "tier", "option", "card", "package", "price"],
            )];
            LISTS
        }
        Kind::Login => {
            const LISTS: &[List] =
                &[list("src/fields.ts", "export const fields: Field[] = [", &["field", "input"])];
            LISTS
        }
        Kind::Dashboard => {
            const LISTS: &[List] = &[
                List {
                    named: "  { label: \"%\", value: \"1,024\", change: 2.4 },",
                    ..list(
                        "src/sales.ts",
                        "export const metrics: Metric[] = [",
                        &["metric", "tile", "figure", "kpi", "card", "stat"],
                    )
                },
                List {
                    named: "  { customer: \"%\", item: \"Desk lamp\", amount: 89, status: \"Open\" },",
                    ..list("src/sales.ts", "export const orders: Order[] = [", &["order", "row", "customer"])
                },
                List {
                    named: "  { label: \"%\", value: 12 },",
                    ..list("src/sales.ts", "export const channels: Point[] = [", &["channel"])
                },
            ];
            LISTS
        }
        Kind::Kanban => {
            const LISTS: &[List] = &[
                list("src/board.ts", "export const columns = [", &["column", "list", "stage", "lane"]),
                List {
                    most: 20,
                    ..list(
                        "src/board.ts",
                        "export const starter: Card[] = [",
                        &["card", "task", "ticket", "item"],
                    )
                },
            ];
            LISTS
        }
        Kind::Quiz => {
            const LISTS: &[List] = &[List {
                named: "  { text: \"%\", options: [\"Yes\", \"No\"], answer: 0 },",
                ..list("src/questions.ts", "export const questions: Question[] = [", &["question"])
            }];
            LISTS
        }
        Kind::Memory => {
            const LISTS: &[List] = &[list("src/symbols.ts", "export const symbols = [", &["pair", "symbol"])];
            LISTS
        }
        Kind::Notes => {
            const LISTS: &[List] = &[List {
                named: "  { id: 0, text: \"# %\\n\\nWrite here.\" },",
                ..list("src/notes.ts", "export const starter: Note[] = [", &["note"])
            }];
            LISTS
        }
        Kind::Gallery => {
            const LISTS: &[List] = &[list(
                "src/pictures.ts",
                "export const pictures: Picture[] = [",
                &["picture", "image", "photo", "drawing"],
            )];
            LISTS
        }
        Kind::Table => {
            const LISTS: &[List] = &[
                list("src/people.ts", "export const columns: Column[] = [", &["column", "field"]),
                List {
                    most: 24,
                    named: "  { name: \"%\", role: \"Engineer\", city: \"Berlin\", joined: \"2024-06-03\", salary: 60000 },",
                    ..list(
                        "src/people.ts",
                        "export const rows: Row[] = [",
                        &["row", "person", "employee", "entry"],
                    )
                },
            ];
            LISTS
        }
        Kind::Chat => {
            const LISTS: &[List] = &[
                List {
                    named: "  { id: 0, text: \"%\", mine: false },",
                    ..list("src/messages.ts", "export const starter: Message[] = [", &["message"])
                },
                list("src/messages.ts", "export const answers = [", &["answer", "reply"]),
            ];
            LISTS
        }
        Kind::Landing => {
            const LISTS: &[List] = &[
                List {
                    named: "  { title: \"%\", text: \"Say in a sentence why this matters.\", icon: \"◇\" },",
                    ..list(
                        "src/content.ts",
                        "export const features: Feature[] = [",
                        &["feature", "benefit", "card"],
                    )
                },
                List {
                    named: "  { name: \"%\", role: \"Customer\", words: \"I would not do without it any more.\" },",
                    ..list(
                        "src/content.ts",
                        "export const voices: Voice[] = [",
                        &["voice", "testimonial", "quote", "review"],
                    )
                },
                List {
                    named: "  { question: \"%\", answer: \"Write the answer here.\" },",
                    ..list("src/content.ts", "export const answers: Answer[] = [", &["question", "answer"])
                },
            ];
            LISTS
        }
        Kind::Settings => {
            const LISTS: &[List] = &[List {
                most: 20,
                named: "  { label: \"%\", id: \"\", section: \"Profile\", type: \"text\", initial: \"\" },",
                ..list(
                    "src/fields.ts",
                    "export const fields: Field[] = [",
                    &["field", "setting", "switch", "toggle", "option", "slider", "input"],
                )
            }];
            LISTS
        }
        Kind::Counter | Kind::Calculator | Kind::Stopwatch => &[],
    }
}
