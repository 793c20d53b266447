//! Tailwind's own core, in an engine that has nothing: no files, no network, no clock.

use rquickjs::{CatchResultExt, Context, Ctx, Function, Module, Object, Promise, Runtime};

use crate::job::Fault;

const MAX_MEMORY_BYTES: usize = 120_000_000;
const MAX_STACK_BYTES: usize = 2_000_000;

/// `@import "tailwindcss"`, or what version 3 had for it; the same question as in `frontend/js/preview/tailwind.ts`.
pub fn uses_tailwind(css: &str) -> bool {
    let imports = ["@import \"tailwindcss", "@import 'tailwindcss", "@tailwind "];
    let directives = ["@apply", "@theme", "@utility", "@reference", "@plugin"];
    imports.iter().any(|sign| css.contains(sign))
        || directives.iter().any(|word| {
            css.match_indices(word).any(|(at, _)| {
                !css[at + word.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-')
            })
        })
}

pub struct Tailwind {
    context: Context,
    // After the context: it must outlive it.
    _runtime: Runtime,
}

impl Tailwind {
    /// `core` is a module that exports `compile(css): Promise<{ build(candidates): string }>`.
    pub fn new(core: &str) -> Result<Self, Fault> {
        let failed = |error: rquickjs::Error| Fault::new(format!("Tailwind did not start: {error}."));
        let runtime = Runtime::new().map_err(failed)?;
        runtime.set_memory_limit(MAX_MEMORY_BYTES);
        runtime.set_max_stack_size(MAX_STACK_BYTES);
        let context = Context::full(&runtime).map_err(failed)?;
        context.with(|ctx| {
            start(&ctx, core)
                .catch(&ctx)
                .map_err(|error| Fault::new(format!("Tailwind did not start: {}.", message_of(&error))))
        })?;
        Ok(Self { context, _runtime: runtime })
    }

    /// The sheet at `path` with everything its candidates ask for.
    pub fn compile(&self, path: &str, css: &str, candidates: &[&str]) -> Result<String, Fault> {
        self.context.with(|ctx| {
            compile(&ctx, css, candidates).catch(&ctx).map_err(|error| Fault {
                message: format!("Tailwind: {}", message_of(&error)),
                path: Some(path.to_owned()),
                line: None,
            })
        })
    }
}

fn start<'js>(ctx: &Ctx<'js>, core: &str) -> rquickjs::Result<()> {
    let (module, ran) = Module::declare(ctx.clone(), "tailwind", core)?.eval()?;
    ran.finish::<()>()?;
    let compile: Function<'js> = module.get("compile")?;
    ctx.globals().set("compile", compile)
}

fn compile<'js>(ctx: &Ctx<'js>, css: &str, candidates: &[&str]) -> rquickjs::Result<String> {
    let compile: Function<'js> = ctx.globals().get("compile")?;
    let promise: Promise<'js> = compile.call((css,))?;
    let compiler: Object<'js> = promise.finish()?;
    let build: Function<'js> = compiler.get("build")?;
    build.call((rquickjs::prelude::This(compiler), candidates.to_vec()))
}

fn message_of(error: &rquickjs::CaughtError<'_>) -> String {
    match error {
        rquickjs::CaughtError::Exception(exception) => exception.message().unwrap_or_default(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_compiles_and_its_refusal_is_a_cause() {
        let core = "export async function compile(css) { await 0; if (css === 'no') throw new Error('no such utility'); \
                    return { build: (names) => css + names.join() }; }";
        let tailwind = Tailwind::new(core).unwrap();
        assert_eq!(tailwind.compile("a.css", "x:", &["p-1", "m-2"]).unwrap(), "x:p-1,m-2");
        let fault = tailwind.compile("a.css", "no", &[]).unwrap_err();
        assert_eq!(
            (fault.message.as_str(), fault.path.as_deref()),
            ("Tailwind: no such utility", Some("a.css"))
        );
        assert!(Tailwind::new("export const x =").is_err());
    }

    #[test]
    fn sheets_that_ask_for_tailwind_are_known() {
        for (css, uses) in [
            ("@import \"tailwindcss\";", true),
            ("@import 'tailwindcss/utilities';", true),
            ("@tailwind base;", true),
            (".a{@apply p-2}", true),
            (".a{color:red} @applying x", false),
        ] {
            assert_eq!(uses_tailwind(css), uses, "{css}");
        }
    }
}
