import type { ThemeConfig } from 'antd';

/** The colours of style.css for antd's parts; contrasts are in the design (at least 4.5 : 1). */
export const theme = (large: boolean): ThemeConfig => ({
  cssVar: { key: 'lianzhi' },
  hashed: false,
  token: {
    colorPrimary: '#0958d9', colorLink: '#0958d9', colorError: '#a8071a', colorWarning: '#874d00', colorSuccess: '#237804', colorInfo: '#0958d9',
    // What the pointer is over is darker: antd's own are lighter, below the contrast that is wanted.
    colorPrimaryHover: '#003eb3', colorLinkHover: '#003eb3', colorErrorHover: '#820014',
    colorText: '#1f1f1f', colorTextSecondary: '#595959', colorTextTertiary: '#595959', colorTextPlaceholder: '#6b6b6b', colorTextDisabled: '#595959', colorTextDescription: '#595959',
    colorBorder: '#8c8c8c', colorSplit: '#f0f0f0', colorBgLayout: '#f5f5f5', controlOutlineWidth: 2,
    fontFamily: '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    fontSize: large ? 18 : 14, controlHeight: large ? 40 : 32, borderRadius: 6, wireframe: false, motion: false,
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' } },
});
