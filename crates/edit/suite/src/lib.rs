//! What the edit engine has to hold, for tests on this machine and for a page in the browser.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[cfg(target_family = "wasm")]
mod browser;
mod chance;
mod changes;
mod clock;
mod degrade;
pub mod hostile;
pub mod limits;
pub mod properties;
pub mod race;
mod reply;
pub mod scenarios;
mod sources;
mod yardstick;

pub use degrade::Way;
pub use yardstick::{Tally, measure};

/// Calls `$each!` with every check; a check panics when it does not hold.
#[macro_export]
macro_rules! for_each_check {
    ($each:ident) => {
        $each! {
            scenarios::every_scenario_comes_out_however_it_is_cut,
            properties::a_reply_is_the_same_however_it_is_cut,
            properties::a_reply_in_other_grammars_is_the_same_however_it_is_cut,
            properties::a_file_in_another_grammar_comes_out_to_the_byte,
            properties::no_talk_is_taken_for_a_file,
            properties::no_bytes_make_it_panic,
            properties::no_reply_changes_a_file_without_saying_so,
            properties::a_written_diff_gives_the_second_text,
            properties::any_two_texts_go_through,
            properties::what_a_hunk_does_not_name_stays_to_the_byte,
            properties::a_rejected_hunk_might_never_have_been_sent,
            hostile::what_was_received_is_all_prose_says,
            hostile::every_prefix_of_a_reply_leaves_files_whole,
            hostile::paths_that_leave_the_project_are_refused,
            hostile::a_file_has_a_largest_size,
            hostile::an_open_block_is_shown_as_it_grows,
            hostile::a_diff_sent_twice_changes_nothing_the_second_time,
            hostile::a_removal_sent_twice_takes_no_other_line,
            hostile::nothing_is_replaced_by_pattern,
            hostile::a_plan_is_steps_and_not_prose,
            limits::long_lines_and_many_tags,
            limits::many_lines,
            limits::many_lines_in_other_grammars,
            limits::hostile_hunks,
        }
    };
}
