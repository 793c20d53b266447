export interface Metric {
  label: string;
  value: string;
  /** Percent against the time before. */
  change: number;
}

export interface Point {
  label: string;
  value: number;
}

export interface Order {
  customer: string;
  item: string;
  amount: number;
  status: "Paid" | "Open" | "Refunded";
}

export const metrics: Metric[] = [
  { label: "Revenue", value: "$128,400", change: 12.4 },
  { label: "Orders", value: "1,284", change: 8.1 },
  { label: "Average order", value: "$100", change: 3.9 },
  { label: "Refunds", value: "1.8%", change: -0.6 },
  // __SPARE__
  { label: "New customers", value: "342", change: 5.2 },
  { label: "Visitors", value: "18,920", change: 9.7 },
  { label: "Conversion", value: "6.8%", change: 0.4 },
  { label: "Subscribers", value: "2,107", change: 4.4 },
];

export const months: Point[] = [
  { label: "Jan", value: 7400 },
  { label: "Feb", value: 8100 },
  { label: "Mar", value: 9300 },
  { label: "Apr", value: 8800 },
  { label: "May", value: 10400 },
  { label: "Jun", value: 11200 },
  { label: "Jul", value: 10100 },
  { label: "Aug", value: 9800 },
  { label: "Sep", value: 12300 },
  { label: "Oct", value: 12900 },
  { label: "Nov", value: 13600 },
  { label: "Dec", value: 14500 },
];

export const channels: Point[] = [
  { label: "Shop", value: 52 },
  { label: "Online", value: 31 },
  { label: "Partners", value: 17 },
];

export const orders: Order[] = [
  { customer: "Ada Park", item: "Desk lamp", amount: 89, status: "Paid" },
  { customer: "Milo Brandt", item: "Oak shelf", amount: 240, status: "Open" },
  { customer: "Ines Costa", item: "Wool rug", amount: 310, status: "Paid" },
  { customer: "Theo Lind", item: "Side table", amount: 125, status: "Refunded" },
  { customer: "Noor Aziz", item: "Reading chair", amount: 420, status: "Paid" },
  // __SPARE__
  { customer: "Kai Moreno", item: "Linen curtains", amount: 96, status: "Open" },
  { customer: "Lea Novak", item: "Plant stand", amount: 54, status: "Paid" },
  { customer: "Sam Okafor", item: "Wall clock", amount: 72, status: "Paid" },
];

export const money = (value: number) => `$${value.toLocaleString("en-US")}`;
