import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ToolServer } from '../../../protocol/tools';
import { FakeApi, problem } from '../../../testing/fakeApi';
import { ToolsSection } from './ToolsSection';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi();
});

function serves(server: Partial<ToolServer>): void {
  const whole = { name: 'files', state: 'ready', tools: ['files_read'], readOnly: false, ...server } as const;
  api.toolList = { ...api.toolList, servers: [whole] };
}

describe('the tools', () => {
  test('are shown with who decides, and what is said is kept', async () => {
    render(<ToolsSection api={api} />);
    const choice = await screen.findByLabelText('Who decides about calculator');
    expect(choice).toHaveValue('always');
    await userEvent.selectOptions(choice, 'Never');
    expect(api.calls).toContain('policy of calculator never');
  });

  test('the default takes back what was said', async () => {
    api.toolList = {
      ...api.toolList,
      tools: api.toolList.tools.map((tool) => ({ ...tool, policy: 'never' as const })),
    };
    render(<ToolsSection api={api} />);
    await userEvent.selectOptions(await screen.findByLabelText('Who decides about calculator'), 'Always allow');
    expect(api.calls).toContain('policy of calculator null');
  });
});

describe('the MCP servers', () => {
  test('say how they fare and what they wrote', async () => {
    serves({ state: 'failed', reason: 'It ended at once.', tools: [], stderr: 'no such file' });
    render(<ToolsSection api={api} />);
    const row = within(await screen.findByTestId('tool-server-files'));
    expect(row.getByText('It ended at once.')).toBeVisible();
    await userEvent.click(row.getByText('What it wrote'));
    expect(row.getByText('no such file')).toBeVisible();
  });

  test('are restarted, turned off, and removed when that is said twice', async () => {
    serves({});
    render(<ToolsSection api={api} />);
    const row = within(await screen.findByTestId('tool-server-files'));
    await userEvent.click(row.getByRole('button', { name: 'Restart' }));
    await userEvent.click(row.getByRole('button', { name: 'Turn off' }));
    await userEvent.click(row.getByRole('button', { name: 'Remove' }));
    expect(api.calls).not.toContain('remove tool server files');
    await userEvent.click(row.getByTestId('tool-server-remove'));
    await waitFor(() => {
      expect(api.calls).toContain('remove tool server files');
    });
    expect(api.calls).toContain('restart tool server files');
    expect(api.calls).toContain('change tool server files {"enabled":false}');
  });

  test('one of the configuration can only be restarted', async () => {
    serves({ readOnly: true });
    render(<ToolsSection api={api} />);
    const row = within(await screen.findByTestId('tool-server-files'));
    expect(row.getByText('configured')).toBeVisible();
    expect(row.queryByRole('button', { name: 'Remove' })).toBeNull();
  });

  test('one is added by its address; a refusal is said and keeps what was typed', async () => {
    render(<ToolsSection api={api} />);
    await userEvent.click(await screen.findByTestId('tool-server-add'));
    expect(screen.getByRole('option', { name: /command/ })).toBeDisabled();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'docs' } });
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'https://docs.example/mcp' } });
    fireEvent.change(screen.getByLabelText(/Headers/), { target: { value: 'Authorization: Bearer abc' } });
    api.failures.set('add tool server', problem(409, 'wrong-state'));
    await userEvent.click(screen.getByTestId('tool-server-save'));
    expect(await screen.findByText('The server says wrong-state.')).toBeVisible();
    api.failures.clear();
    await userEvent.click(screen.getByTestId('tool-server-save'));
    await waitFor(() => {
      expect(screen.queryByTestId('tool-server-form')).toBeNull();
    });
    expect(api.calls).toContain(
      'add tool server {"name":"docs","url":"https://docs.example/mcp","headers":{"Authorization":"Bearer abc"}}',
    );
  });
});
