import { useQuery } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { keys } from '../api/keys';
import { dataOf, deskApi } from '../api/services';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';

/** To whom? Colleagues of the organisation who have worked here. */
export function AssignDialog({ open, onClose, onAssign }: { open: boolean; onClose: () => void; onAssign: (user: string, name: string) => void }) {
  const { t, mark } = useWords();
  const { desk } = useSession();
  const [user, setUser] = useState<string>();
  const { data } = useQuery({ queryKey: keys.colleagues, enabled: open, queryFn: () => dataOf(deskApi(desk!).GET('/v1/colleagues')) });
  const items = data?.items ?? [];
  return (
    <Modal open={open} onCancel={onClose} title={t('claim.assignTitle')} okText={t('claim.assignOk')} cancelText={t('claim.cancel')} okButtonProps={{ disabled: user === undefined }}
      onOk={() => { const one = items.find((item) => item.user === user); if (one) onAssign(one.user, one.name); }}>
      <p className="secondary">{t('claim.assignMore')}</p>
      <Select className="wide" aria-label={t('claim.assignTo')} placeholder={t('claim.assignTo')} value={user} onChange={setUser} showSearch optionFilterProp="label" options={items.map((one) => ({ value: one.user, label: one.name === one.user ? one.name : `${one.name}${mark.open}${one.user}${mark.close}` }))} />
    </Modal>
  );
}
