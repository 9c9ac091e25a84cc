import { fieldSet } from './field-set';
import { sensitive } from './field';
import { text } from './text';

/** A handling officer (经办人员) with the numbers of work card (工作证) and duty card (执行公务证). */
export const officer = fieldSet({
  name: text({ zh: '姓名', en: 'Name', max: 60 }),
  workCard: sensitive(text({ zh: '工作证编号', en: 'Work card number', max: 40 })),
  dutyCard: sensitive(text({ zh: '公务证编号', en: 'Duty card number', max: 40 })),
}, 'Officer');
