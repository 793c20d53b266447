import { useState, type FormEvent } from "react";

export function SignUp() {
  const [email, setEmail] = useState("");
  const [said, setSaid] = useState<"" | "wrong" | "done">("");

  function submit(event: FormEvent) {
    event.preventDefault();
    setSaid(/^\S+@\S+\.\S+$/.test(email) ? "done" : "wrong");
  }

  return (
    <section className="signup" id="signup" aria-labelledby="signup-title">
      <h2 id="signup-title">Be there from the start</h2>
      <p>One letter a month. No more, promised.</p>
      {said === "done" ? (
        <p className="thanks" role="status">Thank you! We will write to {email}.</p>
      ) : (
        <form onSubmit={submit} noValidate>
          <input type="email" aria-label="Email" placeholder="you@example.com" autoComplete="email" value={email} aria-invalid={said === "wrong"} onChange={(event) => setEmail(event.target.value)} />
          <button type="submit">Join</button>
          {said === "wrong" && <p role="alert">Enter an email address, such as ada@example.com.</p>}
        </form>
      )}
    </section>
  );
}
