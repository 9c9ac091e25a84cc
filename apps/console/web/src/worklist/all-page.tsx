import { Worklist } from './worklist';

export default function AllPage() {
  return <Worklist scope="all" />;
}
