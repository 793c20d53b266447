import type { Question } from "./questions";

interface QuestionCardProps {
  question: Question;
  /** Index of the option that was chosen, or null while none is. */
  chosen: number | null;
  onChoose: (index: number) => void;
}

export function QuestionCard({ question, chosen, onChoose }: QuestionCardProps) {
  const answered = chosen !== null;

  return (
    <fieldset className="question">
      <legend>{question.text}</legend>
      {question.options.map((option, i) => {
        const right = answered && i === question.answer;
        const wrong = answered && i === chosen && !right;
        return (
          <button
            key={option}
            className={right ? "option right" : wrong ? "option wrong" : "option"}
            aria-pressed={i === chosen}
            disabled={answered && !right && !wrong}
            onClick={() => !answered && onChoose(i)}
          >
            {option}
            {right && <span>✓ Right answer</span>}
            {wrong && <span>✗ Your answer</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
