//! `GET /api/usage.csv?days=30`: what models were called for, a line for each day, project and model.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::{UsageLine, UserId};

use crate::refusal::refuse;
use crate::router::Site;

const DEFAULT_DAYS: u32 = 30;
const HEAD: &str =
    "day,project,project_id,model,calls,input_tokens,cached_tokens,output_tokens,cost_usd,unpriced_calls\r\n";

#[derive(serde::Deserialize)]
pub struct Range {
    days: Option<u32>,
}

pub async fn usage_csv(
    State(site): State<Site>,
    Extension(user): Extension<UserId>,
    Query(range): Query<Range>,
) -> Response {
    match site.context.list_usage(&user, range.days.unwrap_or(DEFAULT_DAYS)).await {
        Ok(lines) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"usage.csv\""),
            ];
            (headers, csv(&lines)).into_response()
        }
        Err(error) => refuse(&error),
    }
}

fn csv(lines: &[UsageLine]) -> String {
    let mut out = HEAD.to_owned();
    for line in lines {
        let texts = [&line.project, line.project_id.as_str(), &line.model].map(quoted);
        out.push_str(&format!(
            "{},{},{},{},{},{},{:.6},{}\r\n",
            line.day,
            texts.join(","),
            line.calls,
            line.input_tokens,
            line.cached_tokens,
            line.output_tokens,
            line.cost_micros as f64 / 1e6,
            line.unpriced,
        ));
    }
    out
}

/// RFC 4180. A spreadsheet takes a text that begins with one of these signs for a formula: a blank before it keeps it a
/// text.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { " " } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        let line = UsageLine {
            day: "2026-11-28".into(),
            project: "=1+1, \"so\"\n".into(),
            project_id: "p".into(),
            model: "openai/gpt-5".into(),
            calls: 2,
            input_tokens: 10,
            cached_tokens: 0,
            output_tokens: 5,
            cost_micros: 1_500,
            unpriced: 0,
        };
        assert_eq!(
            csv(&[line]).strip_prefix(HEAD).unwrap(),
            "2026-11-28,\" =1+1, \"\"so\"\"\n\",\"p\",\"openai/gpt-5\",2,10,0,5,0.001500,0\r\n"
        );
    }
}
