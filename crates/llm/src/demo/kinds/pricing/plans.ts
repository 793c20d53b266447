export interface Plan {
  name: string;
  monthly: number;
  pitch: string;
  features: string[];
  popular?: boolean;
}

export const plans: Plan[] = [
  { name: "Starter", monthly: 0, pitch: "For trying things out", features: ["1 project", "Community help", "Share links"] },
  { name: "Studio", monthly: 18, pitch: "For people who ship", features: ["Unlimited projects", "Custom domain", "Version history"], popular: true },
  { name: "Team", monthly: 42, pitch: "For working together", features: ["Everything in Studio", "Roles and review", "Priority help"] },
  // __SPARE__
  { name: "Company", monthly: 96, pitch: "For many teams", features: ["Everything in Team", "Single sign-on", "A contract"] },
  { name: "Enterprise", monthly: 240, pitch: "For the whole house", features: ["Everything in Company", "Your own servers", "A named contact"] },
  { name: "Campus", monthly: 9, pitch: "For schools and clubs", features: ["30 seats", "Class folders", "Help by email"] },
];
