import { Worklist } from './worklist';

export default function WorklistPage() {
  return <Worklist scope="open" />;
}
