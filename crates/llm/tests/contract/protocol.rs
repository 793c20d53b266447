//! How each provider says the same things: recorded messages of its real stream, with the text put in.

use std::sync::Arc;

use llm::{Anthropic, Gemini, LlmError, Ollama, OpenAi, Patience, Provider};
use serde_json::json;

/// One provider's words.
pub struct Protocol {
    pub name: &'static str,
    pub key_variable: &'static str,
    pub address_variable: &'static str,
    pub path: &'static str,
    /// The header that carries the key, with what stands before it.
    pub key_header: Option<&'static str>,
    pub make: fn(&str, &str, Patience) -> Arc<dyn Provider>,
    pub begin: &'static str,
    pub text: fn(&str) -> String,
    /// The model thinks, the connection lives, the server says something new: none of it is text.
    pub noise: &'static str,
    /// The end of a whole reply, with 30 tokens read, 10 of them cached where the provider says that, and 5 written.
    pub stop: &'static str,
    pub says_cached: bool,
    /// The end of a reply that got too long.
    pub length: &'static str,
    /// The end of a reply that a filter stopped.
    pub blocked: Option<&'static str>,
    /// An error in the middle of a reply.
    pub error: &'static str,
    pub error_means: fn() -> LlmError,
    /// A message that is none.
    pub malformed: &'static str,
}

fn quoted(text: &str) -> String {
    json!(text).to_string()
}

pub static PROTOCOLS: [Protocol; 4] = [
    Protocol {
        name: "openai",
        key_variable: "OPENAI_API_KEY",
        address_variable: "OPENAI_BASE_URL",
        path: "/v1/chat/completions",
        key_header: Some("authorization: Bearer "),
        make: |address, key, patience| {
            let model = OpenAi::new(&format!("http://{address}/v1"), key, vec!["m".into()]);
            Arc::new(model.with_patience(patience))
        },
        begin: "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
        text: |text| {
            format!(
                "data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":{}}},\"finish_reason\":\"\"}}]}}\n\n",
                quoted(text)
            )
        },
        noise: "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Hm.\"}}]}\n\n",
        stop: "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":10}}}\n\ndata: [DONE]\n\n",
        says_cached: true,
        length: "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n",
        blocked: Some(
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n",
        ),
        error: "data: {\"error\":{\"message\":\"The engine is gone\",\"type\":\"server_error\"}}\n\n",
        error_means: || LlmError::Refused { status: 500, message: "The engine is gone".into() },
        malformed: "data: {\"choices\":[{]}\n\n",
    },
    Protocol {
        name: "anthropic",
        key_variable: "ANTHROPIC_API_KEY",
        address_variable: "ANTHROPIC_BASE_URL",
        path: "/v1/messages",
        key_header: Some("x-api-key: "),
        make: |address, key, patience| {
            let model = Anthropic::new(&format!("http://{address}"), key, vec!["m".into()]);
            Arc::new(model.with_patience(patience))
        },
        begin: "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":15,\"cache_creation_input_tokens\":5,\"cache_read_input_tokens\":10,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n",
        text: |text| {
            format!(
                "event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":{}}}}}\n\n",
                quoted(text)
            )
        },
        noise: "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\nevent: news\ndata: {\"type\":\"news\",\"text\":\"no\"}\n\n",
        stop: "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        says_cached: true,
        length: "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":5}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        blocked: Some(
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
        ),
        error: "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
        error_means: || LlmError::Refused { status: 529, message: "Overloaded".into() },
        malformed: "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\n\n",
    },
    Protocol {
        name: "gemini",
        key_variable: "GEMINI_API_KEY",
        address_variable: "GEMINI_BASE_URL",
        path: "/v1beta/models/m:streamGenerateContent?alt=sse",
        key_header: Some("x-goog-api-key: "),
        make: |address, key, patience| {
            let model = Gemini::new(&format!("http://{address}/v1beta"), key, vec!["m".into()]);
            Arc::new(model.with_patience(patience))
        },
        begin: "",
        text: |text| {
            format!(
                "data: {{\"candidates\": [{{\"content\": {{\"parts\": [{{\"text\": {}}}],\"role\": \"model\"}},\"index\": 0}}],\"usageMetadata\": {{\"promptTokenCount\": 30,\"totalTokenCount\": 30}}}}\r\n\r\n",
                quoted(text)
            )
        },
        noise: "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hm.\",\"thought\": true}]}}]}\r\n\r\n",
        stop: "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"\"}],\"role\": \"model\"},\"finishReason\": \"STOP\",\"index\": 0}],\"usageMetadata\": {\"promptTokenCount\": 30,\"candidatesTokenCount\": 3,\"thoughtsTokenCount\": 2,\"cachedContentTokenCount\": 10}}\r\n\r\n",
        says_cached: true,
        length: "data: {\"candidates\": [{\"finishReason\": \"MAX_TOKENS\"}]}\r\n\r\n",
        blocked: Some("data: {\"candidates\": [{\"finishReason\": \"SAFETY\",\"index\": 0}]}\r\n\r\n"),
        error: "data: {\"error\": {\"code\": 503,\"message\": \"The model is overloaded.\",\"status\": \"UNAVAILABLE\"}}\r\n\r\n",
        error_means: || LlmError::Refused { status: 529, message: "The model is overloaded.".into() },
        malformed: "data: {\"candidates\": [\r\n\r\n",
    },
    Protocol {
        name: "ollama",
        key_variable: "OLLAMA_HOST",
        address_variable: "OLLAMA_HOST",
        path: "/api/chat",
        key_header: None,
        make: |address, _, patience| Arc::new(Ollama::new(address).with_patience(patience)),
        begin: "",
        text: |text| {
            format!(
                "{{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{{\"role\":\"assistant\",\"content\":{}}},\"done\":false}}\n",
                quoted(text)
            )
        },
        noise: "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"Hm.\"},\"done\":false}\n\n",
        stop: "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done_reason\":\"stop\",\"done\":true,\"total_duration\":1,\"prompt_eval_count\":30,\"eval_count\":5}\n",
        says_cached: false,
        length: "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done_reason\":\"length\",\"done\":true}\n",
        blocked: None,
        error: "{\"error\":\"an error was encountered while running the model\"}\n",
        error_means: || LlmError::Refused {
            status: 200,
            message: "an error was encountered while running the model".into(),
        },
        malformed: "{\"model\":\"m\",\n",
    },
];

impl Protocol {
    /// A whole reply.
    pub fn reply(&self, pieces: &[&str]) -> String {
        self.start(pieces) + self.stop
    }

    /// A reply without its end.
    pub fn start(&self, pieces: &[&str]) -> String {
        pieces.iter().fold(self.begin.to_owned(), |body, piece| body + &(self.text)(piece))
    }
}
