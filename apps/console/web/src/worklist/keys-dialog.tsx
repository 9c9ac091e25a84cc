import { Modal } from 'antd';
import { useWords } from '../words/i18n';

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const all: [string[], string][] = [
    [['j', 'k'], t('keys.move')], [['Enter'], t('keys.open')], [['x'], t('keys.select')], [['c'], t('keys.claim')], [['a'], t('keys.accept')], [['r'], t('keys.answer')], [['/'], t('keys.search')], [['?'], t('keys.help')], [['Esc'], t('keys.back')],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={360}>
      <dl className="keys">{all.map(([names, what]) => <div key={what}><dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt><dd>{what}</dd></div>)}</dl>
      <p className="secondary">{t('keys.off')}</p>
    </Modal>
  );
}
