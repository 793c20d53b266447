export interface Feature {
  title: string;
  text: string;
  icon: string;
}

export interface Answer {
  question: string;
  answer: string;
}

export interface Voice {
  name: string;
  role: string;
  words: string;
}

export const features: Feature[] = [
  { title: "Quick to begin", text: "Sign up in a minute and see the first result before your tea is cold.", icon: "↗" },
  { title: "Calm by design", text: "No noise, no clutter. What matters is in view, and the rest waits.", icon: "◐" },
  { title: "Yours to keep", text: "Your data stays yours. Take it with you whenever you like.", icon: "◇" },
  // __SPARE__
  { title: "Made for teams", text: "Share what you make with one link, and decide who may change it.", icon: "∞" },
  { title: "Works anywhere", text: "On the phone, on the desk, and in the train without a network.", icon: "◎" },
  { title: "People who answer", text: "Write to us and a person writes back, within a day.", icon: "♡" },
];

export const voices: Voice[] = [
  { name: "Ines Costa", role: "Baker", words: "I had looked for this for years without knowing its name." },
  { name: "Theo Lind", role: "Teacher", words: "It does one thing, and it does it well. My class loves it." },
  // __SPARE__
  { name: "Noor Aziz", role: "Architect", words: "We tried five others. We stayed with this one." },
];

export const answers: Answer[] = [
  { question: "What does it cost?", answer: "Nothing for as long as you try it. After that, less than a coffee a week." },
  { question: "Can I leave again?", answer: "Yes, with one click and with all of your data." },
  { question: "Who is behind it?", answer: "Four people, a dog and a garden." },
  // __SPARE__
  { question: "Is there an app?", answer: "The page works as one: add it to the home screen." },
  { question: "Do you have discounts?", answer: "For schools and clubs it is half the price." },
];
