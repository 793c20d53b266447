use leptos::prelude::*;

/// A small drawing of what a template makes: shapes in the colours of the interface, so that both themes have it.
#[component]
pub fn Thumbnail(template: String) -> impl IntoView {
    view! {
        <svg class="thumbnail" viewBox="0 0 160 96" aria-hidden="true" inner_html=drawing(&template)></svg>
    }
}

/// `p` is paper, `l` a line of text, `f` faint, `a` the accent, `s` its soft shade, `o` an outline.
fn drawing(template: &str) -> &'static str {
    match template {
        "blank" => {
            r#"<rect class="p" x="40" y="20" width="80" height="56" rx="6"/><rect class="a" x="72" y="30" width="16" height="16" rx="4"/><rect class="l" x="60" y="53" width="40" height="5" rx="2.5"/><rect class="f" x="54" y="63" width="52" height="4" rx="2"/>"#
        }
        "counter" => {
            r#"<rect class="p" x="46" y="12" width="68" height="72" rx="7"/><rect class="f" x="64" y="20" width="32" height="4" rx="2"/><path class="t" d="M76 34l6-4v26M74 56h16"/><rect class="s" x="54" y="66" width="24" height="11" rx="3"/><rect class="a" x="82" y="66" width="24" height="11" rx="3"/>"#
        }
        "to-do" => {
            r#"<rect class="p" x="38" y="12" width="84" height="72" rx="7"/><rect class="l" x="46" y="20" width="28" height="5" rx="2.5"/><rect class="f" x="46" y="31" width="46" height="9" rx="3"/><rect class="a" x="96" y="31" width="18" height="9" rx="3"/><rect class="a" x="46" y="47" width="8" height="8" rx="2"/><rect class="f" x="59" y="49" width="38" height="4" rx="2"/><rect class="o" x="46.5" y="60.500" width="7" height="7" rx="2"/><rect class="l" x="59" y="62" width="48" height="4" rx="2"/><rect class="o" x="46.500" y="73.500" width="7" height="7" rx="2"/><rect class="l" x="59" y="75" width="32" height="4" rx="2"/>"#
        }
        "dashboard" => {
            r#"<rect class="p" x="14" y="12" width="40" height="20" rx="4"/><rect class="p" x="60" y="12" width="40" height="20" rx="4"/><rect class="p" x="106" y="12" width="40" height="20" rx="4"/><rect class="f" x="19" y="17" width="18" height="3" rx="1.500"/><rect class="l" x="19" y="23" width="24" height="5" rx="2"/><rect class="f" x="65" y="17" width="18" height="3" rx="1.500"/><rect class="l" x="65" y="23" width="20" height="5" rx="2"/><rect class="f" x="111" y="17" width="18" height="3" rx="1.500"/><rect class="l" x="111" y="23" width="26" height="5" rx="2"/><rect class="p" x="14" y="38" width="86" height="46" rx="4"/><path class="a" d="M22 78V64h8v14zm13 0V58h8v20zm13 0V61h8v17zm13 0V52h8v26zm13 0V48h8v30zm13 0V44h8v34z"/><rect class="p" x="106" y="38" width="40" height="46" rx="4"/><circle class="r" cx="126" cy="61" r="12"/><path class="r a2" d="M126 49a12 12 0 0 1 10.400 18"/>"#
        }
        "landing-page" => {
            r#"<rect class="p" x="14" y="8" width="132" height="80" rx="5"/><rect class="a" x="21" y="14" width="8" height="8" rx="2"/><rect class="f" x="104" y="16" width="14" height="4" rx="2"/><rect class="f" x="122" y="16" width="17" height="4" rx="2"/><rect class="l" x="46" y="32" width="68" height="6" rx="3"/><rect class="f" x="54" y="42" width="52" height="4" rx="2"/><rect class="a" x="66" y="51" width="28" height="9" rx="4.500"/><rect class="s" x="21" y="67" width="36" height="15" rx="3"/><rect class="s" x="62" y="67" width="36" height="15" rx="3"/><rect class="s" x="103" y="67" width="36" height="15" rx="3"/>"#
        }
        "form-wizard" => {
            r#"<rect class="p" x="36" y="10" width="88" height="76" rx="7"/><path class="r a2" d="M46 22h18M68 22h18"/><path class="r" d="M90 22h24"/><rect class="f" x="46" y="31" width="20" height="3" rx="1.500"/><rect class="o" x="46.500" y="37.500" width="67" height="9" rx="3"/><rect class="f" x="46" y="52" width="26" height="3" rx="1.500"/><rect class="o" x="46.500" y="58.500" width="67" height="9" rx="3"/><rect class="a" x="90" y="73" width="24" height="8" rx="3"/>"#
        }
        "data-table" => {
            r#"<rect class="p" x="18" y="12" width="124" height="72" rx="5"/><rect class="s" x="18" y="12" width="124" height="14" rx="5"/><path class="l" d="M26 17h18v4H26zM66 17h18v4H66zM106 17h18v4h-18z"/><path class="a" d="M88 17.500l3-3 3 3zM88 20.500h6l-3 3z"/><path class="f" d="M26 33h28v4H26zM66 33h22v4H66zM106 33h26v4h-26zM26 45h20v4H26zM66 45h28v4H66zM106 45h18v4h-18zM26 57h25v4H26zM66 57h18v4H66zM106 57h22v4h-22zM26 69h18v4H26zM66 69h24v4H66zM106 69h26v4h-26z"/>"#
        }
        "chat" => {
            r#"<rect class="p" x="42" y="8" width="76" height="80" rx="7"/><circle class="a" cx="53" cy="18" r="5"/><rect class="l" x="62" y="16" width="26" height="4" rx="2"/><rect class="s" x="49" y="30" width="40" height="12" rx="6"/><rect class="a" x="73" y="47" width="38" height="12" rx="6"/><rect class="s" x="49" y="64" width="26" height="10" rx="5"/><rect class="o" x="49.500" y="78.500" width="61" height="6" rx="3"/>"#
        }
        "game" => {
            r#"<g><rect class="a" x="46" y="14" width="15" height="15" rx="3"/><rect class="s" x="65" y="14" width="15" height="15" rx="3"/><rect class="a" x="84" y="14" width="15" height="15" rx="3"/><rect class="a" x="103" y="14" width="15" height="15" rx="3"/><rect class="s" x="46" y="33" width="15" height="15" rx="3"/><rect class="a" x="65" y="33" width="15" height="15" rx="3"/><rect class="a" x="84" y="33" width="15" height="15" rx="3"/><rect class="s" x="103" y="33" width="15" height="15" rx="3"/><rect class="a" x="46" y="52" width="15" height="15" rx="3"/><rect class="a" x="65" y="52" width="15" height="15" rx="3"/><rect class="s" x="84" y="52" width="15" height="15" rx="3"/><rect class="a" x="103" y="52" width="15" height="15" rx="3"/></g><path class="t2" d="M72.500 18l3.500 7h-7zM53.500 37a3.500 3.500 0 1 0 .1 0zM107 37h7v7h-7zM91.500 56l3.500 7h-7z"/><rect class="l" x="46" y="75" width="24" height="4" rx="2"/><rect class="f" x="94" y="73" width="24" height="8" rx="3"/>"#
        }
        _ => {
            r#"<ellipse class="f" cx="80" cy="80" rx="40" ry="6"/><path class="a" d="M80 16l26 15v30L80 76 54 61V31z"/><path class="s2" d="M80 16l26 15-26 15-26-15z"/><path class="s3" d="M80 46l26-15v30L80 76z"/><circle class="s" cx="34" cy="40" r="5"/><circle class="s" cx="128" cy="52" r="6"/><circle class="s" cx="118" cy="22" r="3"/>"#
        }
    }
}
