// two.ts
export const two = 2;
