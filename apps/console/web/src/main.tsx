import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { preferences } from './app/preferences';
import './style.css';
import './court.css';
import { startWords } from './words/i18n';

dayjs.locale(preferences().language === 'en' ? 'en' : 'zh-cn');
await startWords();
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
