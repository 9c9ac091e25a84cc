import { App } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/i18n';
import { exportPages } from './export-watch';

/** Saves what a list shows as a file. `exported`: how many rows are read already, while it runs. */
export function useExport() {
  const { t } = useWords();
  const { message } = App.useApp();
  const [exported, setExported] = useState<number>();
  const save = async <T,>(read: Parameters<typeof exportPages<T>>[0], { head, row }: { head: readonly string[]; row: Parameters<typeof exportPages<T>>[2] }): Promise<void> => {
    setExported(0);
    await exportPages(read, head, row, setExported)
      .then(({ cut, count }) => { if (cut) void message.warning(t('watch.exportCut', { count }), 8); }, (failure: Error) => void message.error(failure.message, 6));
    setExported(undefined);
  };
  return { exported, save };
}
