import { useState, type FormEvent } from "react";
import "./index.css";

export default function App() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [error, setError] = useState("");
  const [welcome, setWelcome] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(email)) {
      setError("Enter an email address, such as ada@example.com.");
    } else if (password.length < 8) {
      setError("The password has at least 8 characters.");
    } else {
      setError("");
      setWelcome(email);
    }
  }

  if (welcome) {
    return (
      <main className="page">
        <section className="card login" role="status">
          <h1>Welcome back</h1>
          <p className="muted">Signed in as {welcome}.</p>
          <button onClick={() => setWelcome("")}>Sign out</button>
        </section>
      </main>
    );
  }

  return (
    <main className="page">
      <form className="card login" onSubmit={submit} noValidate>
        <h1>__TITLE__</h1>
        <label>
          Email
          <input type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        </label>
        <label>
          Password
          <input type={shown ? "text" : "password"} autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </label>
        <label className="check">
          <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
          Show password
        </label>
        {error && <p className="error" role="alert">{error}</p>}
        <button className="primary" type="submit">Sign in</button>
      </form>
    </main>
  );
}
