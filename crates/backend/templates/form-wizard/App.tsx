import { useEffect, useRef, useState, type FormEvent } from "react";
import { Done } from "./Done";
import { Progress } from "./Progress";
import { check } from "./check";
import { steps, type Booking, type Mistakes } from "./fields";
import { Extras } from "./steps/Extras";
import { Person } from "./steps/Person";
import { Review } from "./steps/Review";
import { Trip } from "./steps/Trip";
import { useDraft } from "./useDraft";
import "./index.css";
import "./App.css";

const title = "__TITLE__";
const last = steps.length - 1;

export default function App() {
  const { booking, change, clear } = useDraft();
  const [current, setCurrent] = useState(0);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [sentTo, setSentTo] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const arrived = useRef(false);

  // Who goes on by keyboard or listens is taken along; at the beginning nobody is.
  useEffect(() => {
    if (arrived.current) heading.current?.focus();
    arrived.current = true;
  }, [current]);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mistakes]);

  function edit(values: Partial<Booking>) {
    change(values);
    // A message goes as soon as its field is touched.
    const touched = Object.keys(values);
    setMistakes((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !touched.includes(field))));
  }

  function go(step: number) {
    setMistakes({});
    setCurrent(step);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = check(booking, steps[current].fields);
    if (Object.keys(found).length > 0) {
      setMistakes(found);
    } else if (current < last) {
      go(current + 1);
    } else {
      setSentTo(booking.email);
      clear();
    }
  }

  const props = { booking, mistakes, onChange: edit };
  return (
    <main className="page">
      <section className="card wizard">
        <h1>{title}</h1>
        {sentTo ? (
          <Done
            email={sentTo}
            onAgain={() => {
              setSentTo("");
              go(0);
            }}
          />
        ) : (
          <>
            <Progress current={current} onGo={go} />
            <form onSubmit={submit} noValidate ref={form}>
              <header>
                <h2 ref={heading} tabIndex={-1}>{steps[current].title}</h2>
                <p className="muted">{steps[current].hint}</p>
              </header>
              {current === 0 && <Person {...props} />}
              {current === 1 && <Trip {...props} />}
              {current === 2 && <Extras {...props} />}
              {current === 3 && <Review booking={booking} />}
              <footer>
                <button type="button" className="quiet" disabled={current === 0} onClick={() => go(current - 1)}>Back</button>
                <button type="submit" className="primary">{current < last ? "Next" : "Book the trip"}</button>
              </footer>
            </form>
          </>
        )}
      </section>
    </main>
  );
}
