import { voices } from "./content";

export function Voices() {
  return (
    <section className="band" id="voices" aria-labelledby="voices-title">
      <h2 id="voices-title">What they say</h2>
      <div className="voices">
        {voices.map((voice) => (
          <figure key={voice.name}>
            <blockquote>“{voice.words}”</blockquote>
            <figcaption>
              {voice.name} <span className="muted">{voice.role}</span>
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
