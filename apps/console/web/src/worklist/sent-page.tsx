import { Worklist } from './worklist';

/** What we asked of others: whose turn it is, and how long there is. */
export default function SentPage() {
  return <Worklist scope="all" box="sent" />;
}
