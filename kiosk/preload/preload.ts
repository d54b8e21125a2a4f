// Runs in the page's process before the page, in a world of its own, and hands it `window.kiosk`. Built into one CommonJS
// file, the only kind a sandboxed preload may be.

import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('kiosk', createBridge(ipcRenderer));
