import { useState } from "react";

/** Deleting asks twice. */
export function DangerZone() {
  const [step, setStep] = useState(0);

  return (
    <section className="card danger" aria-label="Danger zone">
      <h2>Delete account</h2>
      <p className="muted" role="status">{step === 2 ? "The account is deleted. This is a demo: nothing happened." : "All data goes with it, and it cannot be undone."}</p>
      {step < 2 && (
        <button type="button" onClick={() => setStep(step + 1)}>{step === 0 ? "Delete account" : "Yes, delete it"}</button>
      )}
    </section>
  );
}
