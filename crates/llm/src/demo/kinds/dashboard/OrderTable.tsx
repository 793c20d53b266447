import { money, type Order } from "./sales";

export function OrderTable({ orders }: { orders: Order[] }) {
  return (
    <section className="panel orders">
      <h2 id="orders">Latest orders</h2>
      <div className="scroll" role="region" aria-labelledby="orders" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col">Item</th>
              <th scope="col">Status</th>
              <th scope="col" className="number">Amount</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.customer + order.item}>
                <td>{order.customer}</td>
                <td>{order.item}</td>
                <td><span className={`status ${order.status.toLowerCase()}`}>{order.status}</span></td>
                <td className="number">{money(order.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
