//! The browser as the server sees it: not there. Nothing here runs, for effects run in browsers only; it lets
//! components be written once.

use leptos::ev::{ClipboardEvent, DragEvent, Event, KeyboardEvent, MouseEvent};
use leptos::web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, PointerEvent};

use super::Frame;
use crate::commands::{Place, Press};

/// Pages are rendered and dropped on any thread; the twins below do not mind.
pub type Store = leptos::prelude::SyncStorage;

pub struct Editor;

impl Editor {
    pub async fn create(
        _node: HtmlElement,
        _dark: bool,
        _read_only: bool,
        _on_change: impl FnMut(String, String) + 'static,
        _on_event: impl FnMut(String, String) + 'static,
    ) -> Option<Self> {
        None
    }
    pub fn open_file(&self, _path: &str, _text: &str) {}
    pub fn sync_file(&self, _path: &str, _text: &str) {}
    pub fn stream_file(&self, _path: &str, _text: &str) {}
    pub fn remove_file(&self, _path: &str) {}
    pub fn mark_lines(&self, _path: &str, _ranges: &[(u32, u32)]) {}
    pub fn clear_marks(&self) {}
    pub fn set_markers(&self, _problems: &[contract::Diagnostic]) {}
    pub fn set_notes(&self, _json: &str) {}
    pub fn run(&self, _action: &str) {}
    pub fn set_theme(&self, _dark: bool) {}
    pub fn show_diff(&self, _path: &str, _before: &str, _after: &str) {}
    pub fn hide_diff(&self) {}
    pub fn show_past(&self, _path: &str, _text: &str) {}
    pub fn hide_past(&self) {}
    pub fn reveal(&self, _path: &str, _line: u32, _column: u32) {}
    pub fn layout(&self) {}
    pub fn focus(&self) {}
}

pub fn expect_editor() {}

pub struct Preview;

impl Preview {
    pub async fn create(
        _node: HtmlElement,
        _key: &str,
        _leads: bool,
        _allowed: &[String],
        _hear: impl Fn(&str, Option<String>) + Clone + 'static,
    ) -> Option<Self> {
        None
    }
    pub fn set_files(&self, _json: &str) {}
    pub fn update_file(&self, _path: &str, _text: Option<&str>) {}
    pub fn reload(&self) {}
    pub fn navigate(&self, _to: &str) {}
    pub fn pick(&self, _on: bool) {}
    pub fn shoot(&self) {}
    pub fn set_allowed(&self, _origins: &[String]) {}
    pub fn clear_stored(&self) {}
}

pub struct Searcher;

impl Searcher {
    pub fn start(_hear: impl FnMut(Option<String>) + Clone + 'static) -> Option<Self> {
        None
    }
    pub fn send(&self, _json: &str) {}
}

pub fn scrolled(_node: &HtmlElement) -> (i32, i32) {
    (0, 0)
}
pub fn scroll_to(_node: &HtmlElement, _top: i32) {}
pub fn show_in_row(_id: &str) {}
pub fn begin_tab_drag(_event: &DragEvent, _name: &str) {}
pub fn over_right_half(_event: &DragEvent) -> bool {
    false
}
pub fn pointer(_event: &MouseEvent) -> (i32, i32) {
    (0, 0)
}

pub struct Socket;

impl Socket {
    pub fn open(_path: &str, _ping_text: String) -> Option<Self> {
        None
    }
    pub async fn next(&mut self) -> Option<String> {
        None
    }
}

pub struct LocalFile;

impl LocalFile {
    pub fn name(&self) -> String {
        String::new()
    }
    pub fn bytes(&self) -> f64 {
        0.0
    }
}

pub fn chosen_files(_event: &Event) -> Vec<LocalFile> {
    Vec::new()
}
pub fn pasted_files(_event: &ClipboardEvent) -> Vec<LocalFile> {
    Vec::new()
}
pub fn dropped_files(_event: &DragEvent) -> Vec<LocalFile> {
    Vec::new()
}
pub fn drags_files(_event: &DragEvent) -> bool {
    false
}
pub fn press(_node: &HtmlElement) {}
pub fn chosen_tree(_event: &Event) -> Vec<(String, LocalFile)> {
    Vec::new()
}
pub fn dropped_tree(_event: &DragEvent) -> impl Future<Output = Vec<(String, LocalFile)>> + use<> {
    std::future::ready(Vec::new())
}
pub fn begin_drag(_event: &DragEvent, _text: &str) {}
pub fn allow_drop(_event: &DragEvent, _effect: &str) {}
pub fn leaves(_event: &DragEvent, _id: &str) -> bool {
    false
}
pub fn scroll_span(_node: &HtmlElement) -> (i32, i32) {
    (0, 0)
}
pub fn window_size() -> (i32, i32) {
    (0, 0)
}
pub fn place_below(_id: &str) -> Option<(i32, i32)> {
    None
}
pub fn press_id(_id: &str) {}
pub fn select_start(_field: &HtmlInputElement, _letters: u32) {}
pub fn is_typing(_event: &Event) -> bool {
    false
}
pub fn picture_size(_event: &Event) -> Option<(u32, u32)> {
    None
}
pub fn save_address(_name: &str, _address: &str) {}
pub async fn upload(_path: &str, _file: LocalFile) -> Option<(u16, String)> {
    None
}

pub fn chosen_folder(_event: &Event) -> Vec<(String, LocalFile)> {
    Vec::new()
}

pub struct Dropped;

pub fn dropped(_event: &DragEvent) -> Dropped {
    Dropped
}

impl Dropped {
    pub async fn read(self) -> Vec<(String, LocalFile)> {
        Vec::new()
    }
}

pub async fn send_archive(_path: &str, _file: &LocalFile) -> Option<(u16, String)> {
    None
}
pub async fn send_folder(_path: &str, _files: &[(String, LocalFile)]) -> Option<(u16, String)> {
    None
}

pub fn remembered(_key: &str) -> Option<String> {
    None
}
pub fn remember(_key: &str, _value: &str) {}
pub fn forget(_key: &str) {}
pub fn now_ms() -> i64 {
    0
}
pub fn clock_ms() -> f64 {
    0.0
}
pub fn time_of_day(_at_ms: i64) -> String {
    String::new()
}
pub fn random_id() -> String {
    String::new()
}
pub fn chance() -> f64 {
    0.0
}
pub fn keep(_key: &str, _value: &str) -> bool {
    true
}
pub fn kept_keys(_prefix: &str) -> Vec<String> {
    Vec::new()
}
pub async fn claim(_name: &str) -> Option<bool> {
    None
}
pub fn release(_name: &str) {}
pub fn is_mac() -> bool {
    false
}
pub fn press_of(_event: &KeyboardEvent) -> Press {
    Press::default()
}
pub fn place_of(_event: &KeyboardEvent) -> Place {
    Place::default()
}
pub fn is_backdrop(_event: &MouseEvent) -> bool {
    false
}
pub fn reveal_id(_id: &str) {}
pub fn press_button(_name: &str) {}
pub fn download(_path: &str) {}
pub fn open_tab(_path: &str) {}
pub fn on_resize(_node: &HtmlElement, _task: impl Fn() + 'static) {}
pub fn on_unload(_keeps: impl Fn() -> bool + 'static) {}
pub fn parent_frame(_node: &HtmlElement) -> Option<Frame> {
    None
}
pub fn focus_button(_name: &str) {}
pub fn viewport() -> (f64, f64) {
    (0.0, 0.0)
}
pub fn mark_root(_name: &str, _value: Option<&str>) {}
pub fn style_root(_name: &str, _value: &str) {}
pub fn is_phone() -> bool {
    false
}
pub fn prefers_dark() -> bool {
    false
}
pub fn on_dark_change(_: impl Fn() + 'static) {}
pub fn page_build() -> Option<String> {
    None
}
pub fn reload_page() {}
pub fn origin() -> String {
    String::new()
}
pub fn is_offline() -> bool {
    false
}
pub fn copy_text(_text: &str) {}
pub fn save_file(_name: &str, _mime: &str, _text: &str) {}
pub fn next_frame(_task: impl FnOnce() + 'static) {}
pub async fn sleep(_ms: u32) {}
pub fn send_last_words(_path: &str, _json: &str) {}
pub fn on_leave(_task: impl Fn() + Clone + 'static) {}
pub fn on_online(_task: impl Fn() + 'static) {}
pub fn fit_height(_area: &HtmlTextAreaElement) {}
pub fn is_at_end(_node: &HtmlElement) -> bool {
    true
}
pub fn scroll_place(_node: &HtmlElement) -> (i32, i32) {
    (0, 0)
}
pub fn scroll_to_end(_node: &HtmlElement) {}
pub fn show_dialog(_dialog: &HtmlDialogElement) {}
pub fn close_dialog(_dialog: &HtmlDialogElement) {}
pub fn focus_id(_id: &str) {}
pub fn capture_pointer(_event: &PointerEvent) {}
