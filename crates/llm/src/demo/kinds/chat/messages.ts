export interface Message {
  id: number;
  text: string;
  mine: boolean;
}

export const partner = "Robin";

export const starter: Message[] = [
  { id: 1, text: "Hi! Good to see you here.", mine: false },
  { id: 2, text: "Hello Robin. How was the trip?", mine: true },
  { id: 3, text: "Long, but the sea made up for it. Shall we meet on Friday?", mine: false },
  // __SPARE__
  { id: 4, text: "I found the photos.", mine: false },
  { id: 5, text: "Bring the map, please.", mine: false },
  { id: 6, text: "See you soon!", mine: false },
];

/** What the other side says, in turn. Connect a server here for real answers. */
export const answers = [
  "That sounds good to me.",
  "Let me think about it until tonight.",
  "Ha, I was about to say the same!",
  "Yes. I will bring the cake.",
  // __SPARE__
  "Tell me more.",
  "I am not sure, but I like it.",
];
