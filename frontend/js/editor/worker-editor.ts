// The worker behind word suggestions, links and diffs.
import "monaco-editor/editor/editor.worker";
