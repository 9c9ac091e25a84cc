import { Button } from 'antd';
import { useWords } from '../words/i18n';

/** Below a list: how much of it is shown, and the way to more. Nothing below an empty one. */
export function ShownSoFar({ count, list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { count: number; list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> } }) {
  const { t } = useWords();
  if (count === 0) return null;
  return <div className="more" role="status"><span className="secondary">{t(hasNextPage ? 'watch.shown' : 'watch.shownAll', { count })}</span>{hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('watch.more')}</Button>}</div>;
}
