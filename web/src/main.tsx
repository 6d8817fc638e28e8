import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startServices } from './app/appServices';
import './app/styles.css';
import { applyTheme } from './features/settings/theme';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
applyTheme();
createRoot(root).render(
  <StrictMode>
    <App services={startServices()} />
  </StrictMode>,
);
